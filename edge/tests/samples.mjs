// Well-formed files of each kind that is taken.
import { deflateSync } from "node:zlib";

const crc = (bytes) => {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};
const chunk = (kind, body) => {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc(named));
  return Buffer.concat([length, named, sum]);
};

/// A picture in two colours; `bytes` pads it with a chunk that nobody reads, `text` is a comment.
export function png(width, height, { bytes = 0, text, colour = [15, 118, 110] } = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = (y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => ((x >> 4) + (y >> 4)) % 2 ? colour : [255, 244, 214]).flat()]);
  const lines = Buffer.concat(Array.from({ length: height }, (_, y) => row(y)));
  const parts = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header)];
  if (text) parts.push(chunk("tEXt", Buffer.from(`Comment\0${text}`)));
  parts.push(chunk("IDAT", deflateSync(lines)));
  const end = chunk("IEND", Buffer.alloc(0));
  const missing = bytes - Buffer.concat(parts).length - end.length - 12;
  if (missing > 0) {
    const pad = Buffer.alloc(missing);
    for (let place = 0; place < missing; place += 4099) pad[place] = place % 255;
    parts.push(chunk("prVt", pad));
  }
  return Buffer.concat([...parts, end]);
}

/// A frame header of this size and nothing to see.
export const jpeg = (width, height) =>
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0, 0xff, 0xd9]);

export const pdf = (text) =>
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

export const PDF = pdf("a contract");
