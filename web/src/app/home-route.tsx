import { FavouriteBoards } from "@/features/dashboards/favourite-boards";
import { askHome } from "@/features/home/api";
import { HomePage } from "@/features/home/page";
import { queryClient } from "./providers";

export const ask = () => askHome(queryClient);

/** Home with what other features show on it. */
export function HomeRoute() {
  return <HomePage boards={<FavouriteBoards />} />;
}
