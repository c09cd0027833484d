// What the frame lends to answers: things that another feature does. A context, so that an answer
// deep in a thread needs no chain of props.
import { createContext, useContext } from "react";
import type { Plan } from "@/api/types";

export interface PinRequest {
  question: string;
  plan?: Plan;
  chart?: string;
  isFigure?: boolean;
}

export interface AskActions {
  onPin?: (pinned: PinRequest) => void;
}

export const AskActionsContext = createContext<AskActions>({});
export const useAskActions = (): AskActions => useContext(AskActionsContext);
