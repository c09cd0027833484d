import { useMay } from "@/api/session";
import type * as wire from "@/api/wire";
import { wordsOf } from "@/format/language";
import { Choice } from "@/ui/choice";
import { Field, Select } from "@/ui/field";
import { LANGUAGES, languageName, ownLanguage, setLanguage } from "@/ui/language";
import { NUMBER_NAMES } from "@/ui/looks";
import { ownNumbers, setNumberSystem, useFormat, type SystemChoice } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { NUMBER_FORMATS, systemOf, useChangeSettings } from "../api";
import { currencyName, exampleOf, withCurrent } from "../names";
import { T } from "../strings";
import { NameField } from "./name-field";
import { OwnChoice } from "./own-choice";

const SYSTEMS: SystemChoice[] = ["auto", "indian", "western", "european"];
const CURRENCIES = ["INR", "USD", "EUR", "GBP", "JPY", "AED"];

interface PickProps {
  label: string;
  hint: string;
  value: string;
  options: readonly { id: string; text: string; lang?: string }[];
  onChange: (id: string) => void;
}

function Pick({ label, hint, value, options, onChange }: PickProps) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <Select {...ids} value={value} onChange={(e) => onChange(e.target.value)}>
          {options.map(({ id, text, lang }) => (
            <option key={id} value={id} lang={lang}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** What holds for everybody: kept by the server, at once. */
export function BusinessSheet({ settings }: { settings: wire.Settings }) {
  const format = useFormat();
  const mayChange = useMay("write");
  const { mutate } = useChangeSettings();
  const set = (name: string, patch: wire.SettingsIn) => mutate({ name, patch });
  const months = wordsOf(format.lang).months;
  const currencies = withCurrent(CURRENCIES, settings.currency);
  const languages = withCurrent(LANGUAGES, settings.language);
  return (
    <Sheet title={T.business}>
      {!mayChange && <p className="pb-4 text-body text-ink-2">{T.onlyEditors}</p>}
      <fieldset disabled={!mayChange} className="grid gap-5 md:grid-cols-2">
        <legend className="sr-only">{T.business}</legend>
        <NameField
          name={settings.business_name}
          onChange={(name) => set(T.name, { business_name: name })}
        />
        <Pick
          label={T.currency}
          hint={T.currencyHint}
          value={settings.currency}
          options={[
            { id: "", text: T.byData },
            ...currencies.map((id) => ({ id, text: currencyName(id, format.lang) })),
          ]}
          onChange={(currency) => set(T.currency, { currency })}
        />
        <Pick
          label={T.year}
          hint={T.yearHint}
          value={String(settings.fiscal_year_start)}
          options={months.map((text, i) => ({ id: String(i + 1), text }))}
          onChange={(month) => set(T.year, { fiscal_year_start: Number(month) })}
        />
        <Pick
          label={T.festivals}
          hint={T.festivalsHint}
          value={settings.festivals_region}
          options={[
            { id: "", text: T.byCurrency },
            ...settings.regions.map(({ code, name }) => ({ id: code, text: name })),
          ]}
          onChange={(region) => set(T.festivals, { festivals_region: region })}
        />
        <div className="flex flex-col gap-1">
          <Pick
            label={T.language}
            hint={T.languageNote}
            value={settings.language}
            options={[
              { id: "", text: T.asBrowser },
              ...languages.map((id) => ({ id, text: languageName(id), lang: id })),
            ]}
            onChange={(language) => {
              set(T.language, { language });
              void setLanguage(""); // this browser follows
            }}
          />
          {ownLanguage() !== "" && ownLanguage() !== settings.language && (
            <OwnChoice onDrop={() => void setLanguage("")} />
          )}
        </div>
        <div className="flex flex-col gap-3">
          <Choice
            legend={T.numbers}
            options={SYSTEMS.map((id) => ({ id, text: NUMBER_NAMES[id] }))}
            value={systemOf(settings.number_format)}
            onChange={(id) => {
              set(T.numbers, { number_format: NUMBER_FORMATS[id] });
              setNumberSystem("auto"); // this browser follows
            }}
          />
          {ownNumbers() !== "auto" && ownNumbers() !== systemOf(settings.number_format) && (
            <OwnChoice onDrop={() => setNumberSystem("auto")} />
          )}
          <p className="text-small text-ink-2">
            <span className="font-medium">{T.example}</span>{" "}
            <span className="tabular text-ink">{exampleOf(format)}</span>
          </p>
        </div>
      </fieldset>
    </Sheet>
  );
}
