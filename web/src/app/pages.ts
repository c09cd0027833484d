// The pages that exist. The frame, the question bar and the phone's tabs all walk this list.
import { ChartSpline, Database, MessageCircleQuestion, type LucideIcon } from "lucide-react";
import { tr } from "@/format/words";

export interface PageEntry {
  to: "/ask" | "/data" | "/forecast";
  text: () => string;
  Icon: LucideIcon;
}

export const PAGES: PageEntry[] = [
  { to: "/ask", text: () => tr("Ask"), Icon: MessageCircleQuestion },
  { to: "/data", text: () => tr("Data"), Icon: Database },
  { to: "/forecast", text: () => tr("Forecast"), Icon: ChartSpline },
];
