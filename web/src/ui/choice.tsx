// One of a few, all in sight: a row of buttons that is a group of radios underneath.
import { useId } from "react";
import { cx } from "./cx";

interface ChoiceProps<Id extends string> {
  legend: string;
  options: { id: Id; text: string }[];
  value: Id;
  onChange: (id: Id) => void;
}

export function Choice<Id extends string>({ legend, options, value, onChange }: ChoiceProps<Id>) {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-small font-medium text-ink-2">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ id, text }) => (
          <label
            key={id}
            className={cx(
              "control motion inline-flex cursor-pointer items-center rounded-md border px-3 text-small font-medium",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              "has-disabled:cursor-default has-disabled:hover:bg-transparent",
              id === value
                ? "border-accent bg-accent-wash text-accent"
                : "border-line text-ink-2 hover:bg-wash",
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={id === value}
              onChange={() => onChange(id)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
