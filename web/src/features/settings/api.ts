// What the business prefers: kept by the server, changed here at once and taken back when the
// server refuses. What is only looks never comes here: it stays in the browser (ui/preferences).
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { messageOf, request } from "@/api/client";
import type * as wire from "@/api/wire";
import { tr } from "@/format/words";
import { setBusinessName } from "@/ui/business";
import { setBusinessLanguage } from "@/ui/language";
import { setBusinessNumbers, type SystemChoice } from "@/ui/preferences";
import { toast } from "@/ui/toast";

export const keys = { settings: ["settings"] as const };

/** How numbers are written, by the server's name. */
export const NUMBER_FORMATS: Record<SystemChoice, string> = {
  auto: "",
  indian: "indian",
  western: "international",
  european: "european",
};

const SYSTEMS = Object.entries(NUMBER_FORMATS) as [SystemChoice, string][];

export function systemOf(format: string): SystemChoice {
  return SYSTEMS.find(([, name]) => name === format)?.[0] ?? "auto";
}

export function useSettings() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => request<wire.Settings>("/settings", { signal }),
    staleTime: 60_000,
  });
}

/** Held by the frame: whatever page is open looks as the business says. */
export function useWorkspaceSettings(): void {
  const { data } = useSettings();
  useEffect(() => {
    if (!data) return;
    setBusinessName(data.business_name);
    setBusinessNumbers(systemOf(data.number_format), data.currency);
    void setBusinessLanguage(data.language).catch(() => undefined);
  }, [data]);
}

interface Change {
  /** What is changed, as the person calls it. */
  name: string;
  patch: wire.SettingsIn;
}

export function useChangeSettings() {
  const client = useQueryClient();
  const lay = (patch: wire.SettingsIn) =>
    client.setQueryData<wire.Settings>(keys.settings, (now) => now && { ...now, ...patch });
  return useMutation({
    mutationKey: keys.settings,
    // One after the other, so that the last choice is the one that stays.
    scope: { id: "settings" },
    mutationFn: ({ patch }: Change) =>
      request<wire.Settings>("/settings", { method: "PATCH", body: patch }),
    onMutate: async ({ patch }) => {
      await client.cancelQueries({ queryKey: keys.settings });
      const before = client.getQueryData<wire.Settings>(keys.settings);
      lay(patch);
      return before;
    },
    onError: (error, { name, patch }, before) => {
      const now = client.getQueryData<wire.Settings>(keys.settings);
      // Only what this change laid: another that came after it stays.
      const kept = Object.keys(patch) as (keyof wire.SettingsIn)[];
      const old = kept.filter((k) => now?.[k] === patch[k]).map((k) => [k, before?.[k]]);
      lay(Object.fromEntries(old) as wire.SettingsIn);
      toast(tr("{name} was not changed. {why}", { name, why: messageOf(error) }), "bad");
    },
    onSettled: () => {
      if (client.isMutating({ mutationKey: keys.settings }) > 1) return;
      void client.invalidateQueries({ queryKey: keys.settings });
    },
  });
}
