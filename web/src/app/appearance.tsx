import { Languages, Monitor, Moon, SlidersHorizontal, Sun } from "lucide-react";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { LANGUAGES, languageName, setLanguage, useLanguage } from "@/ui/language";
import { NUMBER_NAMES, THEME_NAMES } from "@/ui/looks";
import { Menu, type MenuGroup } from "@/ui/menu";
import { ownNumbers, setNumberSystem, useFormat, type SystemChoice } from "@/ui/preferences";
import { setTheme, useThemeChoice, type ThemeChoice } from "@/ui/theme";

const THEMES = [
  { id: "light", Icon: Sun },
  { id: "dark", Icon: Moon },
  { id: "system", Icon: Monitor },
] satisfies { id: ThemeChoice; Icon: typeof Sun }[];
const NUMBERS: SystemChoice[] = ["auto", "indian", "western", "european"];

interface AppearanceProps {
  opensUp?: boolean;
  /** Its word beside the icon where there is room. */
  compact?: boolean;
  /** Always. */
  labelled?: boolean;
}

/** Theme, language and numbers of this browser; what holds for everybody is under Settings. */
export function Appearance({ opensUp, compact, labelled }: AppearanceProps) {
  const theme = useThemeChoice();
  const language = useLanguage();
  useFormat(); // draws anew when the choice changes
  const system = ownNumbers();
  const groups: MenuGroup[] = [
    {
      title: tr("Theme"),
      items: THEMES.map(({ id, Icon }) => ({
        id,
        text: THEME_NAMES[id],
        icon: <Icon size={16} aria-hidden="true" />,
        checked: theme === id,
        onSelect: () => setTheme(id),
      })),
    },
    {
      title: tr("Language"),
      items: LANGUAGES.map((id) => ({
        id,
        // Only the open menu asks: the browser's table of names takes its time.
        get text() {
          return languageName(id);
        },
        lang: id,
        icon: <Languages size={16} aria-hidden="true" />,
        checked: language === id,
        onSelect: () => void setLanguage(id),
      })),
    },
    {
      title: tr("Large numbers"),
      items: NUMBERS.map((id) => ({
        id,
        text: id === "auto" ? tr("As under Settings") : NUMBER_NAMES[id],
        checked: system === id,
        onSelect: () => setNumberSystem(id),
      })),
    },
  ];
  return (
    <Menu
      label={tr("Appearance")}
      opensUp={opensUp}
      buttonClassName={buttonClass("quiet", "w-full justify-start! max-lg:justify-center!")}
      button={
        <>
          <SlidersHorizontal size={20} aria-hidden="true" />
          {(compact || labelled) && (
            <span className={labelled ? undefined : "max-lg:sr-only"}>{tr("Appearance")}</span>
          )}
        </>
      }
      groups={groups}
    />
  );
}
