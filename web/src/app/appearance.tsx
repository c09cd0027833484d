import { Monitor, Moon, SlidersHorizontal, Sun } from "lucide-react";
import { Menu, type MenuGroup } from "@/ui/menu";
import { setNumberSystem, useFormat, type SystemChoice } from "@/ui/preferences";
import { setTheme, useThemeChoice, type ThemeChoice } from "@/ui/theme";
import { buttonClass } from "@/ui/button";

const THEMES = [
  { id: "light", text: "Light", Icon: Sun },
  { id: "dark", text: "Dark", Icon: Moon },
  { id: "system", text: "As the system", Icon: Monitor },
] satisfies { id: ThemeChoice; text: string; Icon: typeof Sun }[];

const NUMBERS = [
  { id: "auto", text: "By currency" },
  { id: "indian", text: "Lakh and crore, 12,34,567" },
  { id: "western", text: "Million and billion, 1,234,567" },
] satisfies { id: SystemChoice; text: string }[];

/** Theme and numbers, kept for this browser. */
export function Appearance({ opensUp, compact }: { opensUp?: boolean; compact?: boolean }) {
  const theme = useThemeChoice();
  const { system } = useFormat();
  const groups: MenuGroup[] = [
    {
      title: "Theme",
      items: THEMES.map(({ id, text, Icon }) => ({
        id,
        text,
        icon: <Icon size={16} aria-hidden="true" />,
        checked: theme === id,
        onSelect: () => setTheme(id),
      })),
    },
    {
      title: "Large numbers",
      items: NUMBERS.map(({ id, text }) => ({
        id,
        text,
        checked: system === id,
        onSelect: () => setNumberSystem(id),
      })),
    },
  ];
  return (
    <Menu
      label="Appearance"
      opensUp={opensUp}
      buttonClassName={buttonClass("quiet", "w-full justify-start! max-lg:justify-center!")}
      button={
        <>
          <SlidersHorizontal size={20} aria-hidden="true" />
          {compact && <span className="max-lg:sr-only">Appearance</span>}
        </>
      }
      groups={groups}
    />
  );
}
