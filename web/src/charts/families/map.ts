import { MapChart } from "echarts/charts";
import { GeoComponent } from "echarts/components";

export const part = [MapChart, GeoComponent];
