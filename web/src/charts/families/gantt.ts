import { CustomChart } from "echarts/charts";

export const part = [CustomChart];
