// The standing line to the server: changed tables refresh what is on the page, and the frame
// knows whether the line is there.
import { useEffect, useState } from "react";
import { answersAge } from "@/api/age";
import { watchServer, type Connection } from "@/api/events";
import { standingStore } from "@/api/session";
import { catchUp, takeEvent } from "@/features/dashboards/keys";
import { onImported } from "@/features/data/uploads";
import { learnSession } from "@/features/session/api";
import { queryClient } from "./providers";

function refreshAll() {
  void queryClient.invalidateQueries();
}

/** What was given up while one did not sign in is asked for once one has. */
function refreshOnReturn(): () => void {
  let before = standingStore.get().asks;
  return standingStore.subscribe(() => {
    const { asks } = standingStore.get();
    if (asks === "nothing" && before !== "nothing") refreshAll();
    before = asks;
  });
}

export function useServer(): Connection {
  const [state, setState] = useState<Connection>("connecting");
  useEffect(() => onImported(refreshAll), []);
  useEffect(refreshOnReturn, []);
  useEffect(() => {
    addEventListener("online", refreshAll);
    return () => removeEventListener("online", refreshAll);
  }, []);
  useEffect(() => {
    let before: Connection = "connecting";
    return watchServer({
      onEvent: (event) => {
        if (event.event === "tables" || event.event === "settings") refreshAll();
        if (event.event === "people") {
          void learnSession();
          void queryClient.invalidateQueries({ queryKey: ["people"] });
        }
        takeEvent(queryClient, event);
      },
      onConnection: (next) => {
        const wasOld = before === "lost" || answersAge.get() !== null;
        if (wasOld && next === "online") refreshAll();
        else if (before === "connecting" && next === "online") catchUp(queryClient);
        before = next;
        setState(next);
      },
      onClosed: () => {
        if (standingStore.get().session?.accounts) void learnSession();
      },
    });
  }, []);
  return state;
}
