import type { ReactNode } from "react";
import { Page } from "@/ui/page";
import { BusinessSheet } from "./components/business-sheet";
import { LooksSheet } from "./components/looks-sheet";
import { T } from "./strings";

export function SettingsPage({ more }: { more?: ReactNode }) {
  return (
    <Page title={T.title} note={T.note}>
      <LooksSheet />
      <BusinessSheet />
      {more}
    </Page>
  );
}
