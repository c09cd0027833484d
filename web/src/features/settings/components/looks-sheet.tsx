import { Choice } from "@/ui/choice";
import { THEME_NAMES } from "@/ui/looks";
import { Sheet } from "@/ui/sheet";
import { setTheme, useThemeChoice, type ThemeChoice } from "@/ui/theme";
import { T } from "../strings";

const THEMES: ThemeChoice[] = ["light", "dark", "system"];

/** What is only looks: kept in this browser. */
export function LooksSheet() {
  const theme = useThemeChoice();
  return (
    <Sheet title={T.looks}>
      <Choice
        legend={T.theme}
        options={THEMES.map((id) => ({ id, text: THEME_NAMES[id] }))}
        value={theme}
        onChange={setTheme}
      />
    </Sheet>
  );
}
