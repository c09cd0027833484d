import { Input } from "@/ui/field";
import { nameOf, rangeOf } from "../periods";
import { shapeOf, timeColumnOf, withParts } from "../plan-parts";
import { PERIODS, T } from "../strings";
import { Choose, type BuilderProps } from "./plan-builder";

const NAMES = Object.keys(PERIODS);

/** Which days: by name, or from one to another. */
export function PeriodRow({ model, plan, onPlan }: BuilderProps) {
  const { time } = shapeOf(plan);
  const column = time?.column ?? timeColumnOf(model, plan);
  const now = new Date();
  const name = time ? (nameOf(time, NAMES, now) ?? "custom") : "all";
  const set = (range: { first?: string; end?: string } | null) => {
    if (range && column) onPlan(withParts(plan, { time: { column, ...range } }));
    else onPlan(withParts(plan, { time: undefined, compare: undefined }));
  };
  if (!column) return null;
  return (
    <>
      <Choose
        label={T.period}
        texts={{ all: T.everything, ...named(), custom: T.custom }}
        value={name}
        onChange={(id) => {
          if (id === "custom") set(rangeOf("this_year", now));
          else set(id === "all" ? null : rangeOf(id, now));
        }}
      />
      {time && name === "custom" && <Days time={time} onChange={set} />}
    </>
  );
}

const named = () => Object.fromEntries(NAMES.map((id) => [id, PERIODS[id] ?? id]));

interface DaysProps {
  time: NonNullable<ReturnType<typeof shapeOf>["time"]>;
  onChange: (range: { first?: string; end?: string }) => void;
}

function Days({ time, onChange }: DaysProps) {
  const { first, end } = time;
  return (
    <>
      <Input
        type="date"
        aria-label={T.from}
        className="w-40!"
        value={first ?? ""}
        onChange={(e) => e.target.value && onChange({ first: e.target.value, end })}
      />
      <Input
        type="date"
        aria-label={T.to}
        className="w-40!"
        value={end ?? ""}
        onChange={(e) => e.target.value && onChange({ first, end: e.target.value })}
      />
    </>
  );
}
