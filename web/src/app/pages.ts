// The pages that exist. The frame, the question bar and the phone's tabs all walk this list.
import { ChartSpline, Database, MessageCircleQuestion, type LucideIcon } from "lucide-react";

export interface PageEntry {
  to: "/ask" | "/data" | "/forecast";
  text: string;
  Icon: LucideIcon;
}

export const PAGES: PageEntry[] = [
  { to: "/ask", text: "Ask", Icon: MessageCircleQuestion },
  { to: "/data", text: "Data", Icon: Database },
  { to: "/forecast", text: "Forecast", Icon: ChartSpline },
];
