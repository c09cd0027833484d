// Signing in and out, what other tabs hear of it, and one's own account.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { learn, standingStore, type Session } from "@/api/session";
import type * as wire from "@/api/wire";
import { doors } from "./doors";
import { belongTo, forgetPerson, markOut } from "./forget";

const PATH = "/session";
const CHANNEL = "munim.session";
type News = "in" | "out";

/** The page is loaded anew for somebody else: what is open here was another person's. */
async function leave(to: () => void): Promise<void> {
  await forgetPerson();
  to();
}

async function takeIn(session: Session): Promise<void> {
  if (!learn(session)) return leave(doors.anew);
  if (session.person) await belongTo(session.person.id);
  markOut(standingStore.get().asks === "page");
}

/** Who is it? Always asked by GET, so that the service worker hears it too. */
export async function look(): Promise<void> {
  await takeIn(await request<Session>(PATH));
}

/** Before the first page is drawn. Where nobody answers, the pages say so themselves. */
export const learnSession = (): Promise<void> => look().catch(() => undefined);

function tell(news: News): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** The door was opened: by a password, or by making the first account. */
export async function enter(): Promise<void> {
  await look();
  tell("in");
}

export async function signIn(body: wire.SessionIn): Promise<void> {
  await request(PATH, { method: "POST", body });
  await enter();
}

export async function signOut(): Promise<void> {
  await request(PATH, { method: "DELETE" });
  tell("out");
  await leave(() => {
    markOut(true);
    doors.home();
  });
}

async function hear(news: News): Promise<void> {
  const { session } = standingStore.get();
  if (session === null) return; // a shared link: nobody is signed in here
  if (news === "out" && session.person) return leave(doors.anew);
  await learnSession();
}

/** A page that the browser brings back as it was may be nobody's any more. */
async function shownAgain(e: PageTransitionEvent): Promise<void> {
  if (!e.persisted || !standingStore.get().session?.person) return;
  const now = await request<Session>(PATH).catch(() => null);
  if (now?.accounts && !now.person) return leave(doors.anew);
  if (now) await takeIn(now);
}

export function watchSession(): () => void {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
  if (channel) channel.onmessage = (e: MessageEvent<News>) => void hear(e.data);
  const again = (e: PageTransitionEvent) => void shownAgain(e);
  addEventListener("pageshow", again);
  return () => {
    channel?.close();
    removeEventListener("pageshow", again);
  };
}

export function useChangeOwn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: wire.SessionPatch) => request(PATH, { method: "PATCH", body }),
    onSuccess: async () => {
      await look();
      void client.invalidateQueries({ queryKey: ["people"] });
      void client.invalidateQueries({ queryKey: devicesKey });
    },
  });
}

const devicesKey = ["session", "devices"] as const;

export function useDevices() {
  return useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) => request<wire.SessionDevices>(`${PATH}/devices`, { signal }),
    select: (list) => list.devices,
  });
}

export function useSignOutDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request(`${PATH}/devices/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: devicesKey }),
  });
}
