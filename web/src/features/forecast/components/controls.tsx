import type * as wire from "@/api/wire";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { Field, Select } from "@/ui/field";
import { Sheet } from "@/ui/sheet";
import { useOutlook } from "../api";
import { HORIZONS, type ForecastSearch } from "../search";
import { GRAINS, LEVELS, T, spanText } from "../strings";
import { Picker } from "./picker";

interface ControlsProps {
  what: wire.Forecastable;
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

/** What is forecast, how far and how fine. All of it is in the address. */
export function Controls({ what, search, onSearch }: ControlsProps) {
  const outlook = useOutlook(search).data;
  const level = search.level ?? "all";
  const known = what.levels.find((l) => l.level === level);
  const chosen = search.thing && outlook?.level === level ? outlook.name : "";
  return (
    <Sheet>
      <div className="flex flex-col gap-4">
        <Levels what={what} search={search} onSearch={onSearch} />
        <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-4">
          {known && (
            <div className="col-span-2">
              <Picker
                key={level}
                level={level}
                label={known.label}
                current={chosen}
                onPick={(thing) => onSearch({ ...search, level, thing })}
              />
            </div>
          )}
          <Steps search={search} onSearch={onSearch} grain={outlook?.grain ?? "day"} />
          <Field label={T.measure}>
            {(ids) => (
              <Select
                {...ids}
                value={search.measure ?? what.measure.name}
                onChange={(e) => onSearch({ ...search, measure: e.target.value })}
              >
                {what.measures.map((m) => (
                  <option key={m.name} value={m.name}>
                    {capital(m.label)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={T.confidence}>
            {(ids) => (
              <Select
                {...ids}
                value={search.confidence ?? 95}
                onChange={(e) => onSearch({ ...search, confidence: Number(e.target.value) })}
              >
                {[80, 90, 95, 99].map((percent) => (
                  <option key={percent} value={percent}>
                    {tr("holds {n} of 100 times", { n: percent })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </div>
    </Sheet>
  );
}

function Levels({ what, search, onSearch }: ControlsProps) {
  const level = search.level ?? "all";
  const choices = [
    { level: "all", text: LEVELS.all ?? "" },
    ...what.levels.map((l) => ({ level: l.level, text: capital(l.label) })),
  ];
  return (
    <div role="radiogroup" aria-label={T.what} className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <label
          key={choice.level}
          className={cx(
            "control motion inline-flex cursor-pointer items-center rounded-md border px-3 text-small font-medium",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            choice.level === level
              ? "border-accent bg-accent-wash text-accent"
              : "border-line bg-sheet text-ink hover:bg-wash",
          )}
        >
          <input
            type="radio"
            name="forecast-level"
            className="sr-only"
            checked={choice.level === level}
            onChange={() => onSearch({ ...search, level: choice.level, thing: undefined })}
          />
          {choice.text}
        </label>
      ))}
    </div>
  );
}

function Steps({ search, onSearch, grain }: Omit<ControlsProps, "what"> & { grain: string }) {
  const at = search.grain ?? grain;
  const usual = HORIZONS[at] ?? [1, 2, 4];
  const chosen = search.horizon;
  const horizons =
    chosen && !usual.includes(chosen) ? [...usual, chosen].sort((a, b) => a - b) : usual;
  return (
    <>
      <Field label={T.horizon}>
        {(ids) => (
          <Select
            {...ids}
            value={chosen ?? ""}
            onChange={(e) =>
              onSearch({ ...search, horizon: e.target.value ? Number(e.target.value) : undefined })
            }
          >
            <option value="">{tr("The usual")}</option>
            {horizons.map((n) => (
              <option key={n} value={n}>
                {spanText(n, at)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={T.grain}>
        {(ids) => (
          <Select
            {...ids}
            value={at}
            onChange={(e) => onSearch({ ...search, grain: e.target.value, horizon: undefined })}
          >
            {Object.entries(GRAINS).map(([id, text]) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
