import { formatDate } from "@/format/date";
import { Page } from "@/ui/page";
import { useFormat } from "@/ui/preferences";
import { useBusinessName } from "@/ui/business";
import { useHealth } from "./api";
import { ComingUp } from "./components/coming-up";
import { Figures } from "./components/figures-sheet";
import { FirstMorning } from "./components/first-morning";
import { StateOfData } from "./components/state-of-data";
import { Tries } from "./components/tries";
import { isoDay } from "./figures";
import { greeting } from "./strings";
import type { ReactNode } from "react";

const NO_BREAK_SPACE = "\u00a0";

/** The morning page. `boards` is what the dashboards put here, handed in by the frame. */
export function HomePage({ boards }: { boards?: ReactNode }) {
  const format = useFormat();
  const health = useHealth();
  const business = useBusinessName();
  const now = new Date();
  const today = isoDay(now);
  const isEmpty = health.data?.tables === 0;
  const day = formatDate(today, { lang: format.lang, grain: "day" });
  const title = [greeting(now.getHours()), business].filter(Boolean).join(", ");
  return (
    <Page
      // What is drawn at build time knows neither the hour nor the day.
      title={import.meta.env.SSR ? NO_BREAK_SPACE : title}
      above={<p className="text-small text-ink-2">{import.meta.env.SSR ? NO_BREAK_SPACE : day}</p>}
    >
      {isEmpty ? (
        <FirstMorning />
      ) : (
        <>
          <Figures today={today} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <ComingUp today={today} />
            <div className="flex flex-col gap-4">
              {boards}
              <Tries />
              <StateOfData health={health.data} />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
