// The pages that exist. The frame, the question bar and the phone's tabs all walk this list.
import {
  Blocks,
  ChartSpline,
  Database,
  House,
  LayoutDashboard,
  MessageCircleQuestion,
  Settings,
  type LucideIcon,
} from "lucide-react";
import { tr } from "@/format/words";

export interface PageEntry {
  to: "/" | "/ask" | "/boards" | "/explore" | "/data" | "/forecast" | "/settings";
  text: () => string;
  Icon: LucideIcon;
  /** On a phone under "More": only so many tabs can be hit with a thumb. */
  more?: boolean;
}

export const PAGES: PageEntry[] = [
  { to: "/", text: () => tr("Home"), Icon: House },
  { to: "/ask", text: () => tr("Ask"), Icon: MessageCircleQuestion },
  { to: "/boards", text: () => tr("Boards"), Icon: LayoutDashboard },
  { to: "/explore", text: () => tr("Explore"), Icon: Blocks, more: true },
  { to: "/data", text: () => tr("Data"), Icon: Database },
  { to: "/forecast", text: () => tr("Forecast"), Icon: ChartSpline, more: true },
  { to: "/settings", text: () => tr("Settings"), Icon: Settings, more: true },
];
