//! Small parts that several pages have.

mod answer;
mod field;
mod findings;
mod whole;

pub(crate) use answer::AnswerView;
pub(crate) use field::Field;
pub(crate) use findings::found_list;
pub(crate) use whole::WholeText;
