import { formatDate } from "@/format/date";
import { formatCompact, formatNumber } from "@/format/number";
import { systemFor, type FormatOptions } from "@/format/value";
import { Choice } from "@/ui/choice";
import { Field, Select } from "@/ui/field";
import { LANGUAGES, languageName, setLanguage, useLanguage } from "@/ui/language";
import { NUMBER_NAMES, THEME_NAMES } from "@/ui/looks";
import { setNumberSystem, useFormat, type SystemChoice } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { setTheme, useThemeChoice, type ThemeChoice } from "@/ui/theme";
import { T } from "../strings";

const THEMES: ThemeChoice[] = ["light", "dark", "system"];
const SYSTEMS: SystemChoice[] = ["auto", "indian", "western"];
/** A sum, a count and a date, to show what a choice does. */
const SUM = 1234567.5;
const DAY = "2026-11-03";

function exampleOf(format: FormatOptions): string {
  const money = { system: systemFor("INR", format), lang: format.lang, unit: "INR" };
  const count = { system: systemFor(undefined, format), lang: format.lang };
  return [
    formatNumber(SUM, money),
    formatCompact(SUM, money),
    formatNumber(Math.round(SUM), count),
    formatDate(DAY, { lang: format.lang, thisYear: 2026 }),
  ].join(" · ");
}

/** Theme, language and numbers: they work at once. */
export function LooksSheet() {
  const theme = useThemeChoice();
  const language = useLanguage();
  const format = useFormat();
  return (
    <Sheet title={T.looks}>
      <div className="grid gap-5 md:grid-cols-2">
        <Choice
          legend={T.theme}
          options={THEMES.map((id) => ({ id, text: THEME_NAMES[id] }))}
          value={theme}
          onChange={setTheme}
        />
        <Field label={T.language} hint={T.languageNote}>
          {(ids) => (
            <Select
              {...ids}
              value={language}
              onChange={(e) => {
                void setLanguage(e.target.value);
              }}
            >
              {LANGUAGES.map((tag) => (
                <option key={tag} value={tag} lang={tag}>
                  {languageName(tag)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Choice
          legend={T.numbers}
          options={SYSTEMS.map((id) => ({ id, text: NUMBER_NAMES[id] }))}
          value={format.system}
          onChange={setNumberSystem}
        />
        <div className="flex flex-col gap-1">
          <p className="text-small font-medium text-ink-2">{T.example}</p>
          <p className="tabular text-body">{exampleOf(format)}</p>
        </div>
      </div>
    </Sheet>
  );
}
