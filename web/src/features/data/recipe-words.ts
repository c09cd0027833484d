// What the steps of cleaning are called, in one place for translation.
import { words } from "@/format/words";

export interface StepWords {
  title: string;
  about: string;
  /** By the field's name. */
  labels: Record<string, string>;
  hints: Record<string, string>;
}

export const STEP_WORDS: Record<string, StepWords> = words({
  trim: {
    title: "Trim spaces",
    about: "Spaces at both ends go, several inside become one.",
    labels: { column: "Column" },
    hints: {},
  },
  replace: {
    title: "Replace a value",
    about: "Every cell that says exactly this says that instead.",
    labels: { column: "Column", from: "This", to: "That" },
    hints: { to: "Left empty, the cells become empty" },
  },
  split: {
    title: "Split a column",
    about: "One column becomes several; the last takes the rest.",
    labels: { column: "Column", by: "At", into: "Into" },
    hints: { by: "A space, a comma, a dash", into: "New names, parted by commas" },
  },
  parse: {
    title: "Read as another kind",
    about: "Text becomes numbers or dates. What cannot be read becomes empty, and is counted.",
    labels: { column: "Column", as: "As", format: "Written like" },
    hints: { format: "For dates: %d/%m/%Y. The usual ways are tried when left empty" },
  },
  fill: {
    title: "Fill empty cells",
    about: "With a value, or from the other rows.",
    labels: { column: "Column", how: "From", with: "Value" },
    hints: {},
  },
  dedupe: {
    title: "Remove repeated rows",
    about: "Of rows that are the same the first stays.",
    labels: { columns: "The same in" },
    hints: { columns: "None chosen: in all columns" },
  },
  derive: {
    title: "Work out a column",
    about: "From the other columns of the row, in SQL.",
    labels: { column: "New column", expression: "Formula" },
    hints: { expression: "For example: quantity * price" },
  },
  keep: {
    title: "Keep only some rows",
    about: "Rows for which this does not hold are left out; they stay in what was imported.",
    labels: { expression: "Condition" },
    hints: { expression: "For example: quantity > 0" },
  },
});

export const CHOICE_WORDS: Record<string, string> = words({
  float: "number",
  int: "whole number",
  date: "date",
  timestamp: "date and time",
  bool: "yes/no",
  text: "text",
  value: "a value",
  before: "the row before",
  mean: "the average",
  common: "the most common value",
});
