// The choices of looks, told in one place for the quick menu and the settings.
import { words } from "@/format/words";
import type { SystemChoice } from "./preferences";
import type { ThemeChoice } from "./theme";

export const THEME_NAMES: Record<ThemeChoice, string> = words({
  light: "Light",
  dark: "Dark",
  system: "As the system",
});

export const NUMBER_NAMES: Record<SystemChoice, string> = words({
  auto: "By currency",
  indian: "Lakh and crore, 12,34,567",
  western: "Million and billion, 1,234,567",
  european: "Million and billion, 1.234.567",
});
