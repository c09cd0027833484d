// Countries and territories that are too small for the outline: their name, the code of ISO 3166,
// whatever else files call them; and where they lie, in degrees north and east. They are dots.
const SMALL = `
Andorra|AD;42.5;1.5
American Samoa|AS;-14.3;-170.7
Antigua and Barbuda|AG|Antigua;17.1;-61.8
Aruba|AW;12.5;-70
Bahrain|BH|बहरीन;26.1;50.5
Barbados|BB;13.2;-59.5
Bermuda|BM;32.3;-64.8
Cabo Verde|CV|Cape Verde;15.1;-23.6
Cayman Islands|KY|Cayman Is.;19.3;-81.2
Comoros|KM;-11.9;43.4
Curaçao|CW;12.2;-69
Dominica|DM;15.4;-61.4
Faroe Islands|FO|Faeroe Is.;62;-6.8
French Polynesia|PF|Fr. Polynesia;-17.7;-149.4
Gibraltar|GI;36.1;-5.4
Grenada|GD;12.1;-61.7
Guadeloupe|GP;16.2;-61.5
Guam|GU;13.4;144.8
Guernsey|GG;49.5;-2.6
Hong Kong|HK|Hong Kong SAR|हांगकांग;22.3;114.2
Isle of Man|IM;54.2;-4.5
Jersey|JE;49.2;-2.1
Kiribati|KI;1.4;173
Liechtenstein|LI;47.2;9.6
Macao|MO|Macau;22.2;113.5
Maldives|MV|मालदीव;4.2;73.5
Malta|MT;35.9;14.4
Marshall Islands|MH|Marshall Is.;7.1;171.2
Martinique|MQ;14.6;-61
Mauritius|MU|मॉरीशस;-20.3;57.6
Mayotte|YT;-12.8;45.2
Micronesia|FM|Federated States of Micronesia;6.9;158.2
Monaco|MC;43.7;7.4
Nauru|NR;-0.5;166.9
Palau|PW;7.5;134.6
Reunion|RE|Réunion|La Réunion;-21.1;55.5
Saint Kitts and Nevis|KN|St. Kitts and Nevis;17.3;-62.7
Saint Lucia|LC|St. Lucia;13.9;-61
Saint Vincent and the Grenadines|VC|St. Vincent and the Grenadines;13.2;-61.2
Samoa|WS;-13.8;-172.1
San Marino|SM;43.9;12.5
São Tomé and Principe|ST|Sao Tome and Principe|São Tomé and Príncipe;0.2;6.6
Seychelles|SC;-4.6;55.5
Singapore|SG|सिंगापुर;1.35;103.8
Tonga|TO;-21.2;-175.2
Tuvalu|TV;-8.5;179.2
Vatican City|VA|Vatican|Holy See;41.9;12.5
`;

export interface Spot {
  names: string[];
  lat: number;
  lon: number;
}

export const SMALL_COUNTRIES: Spot[] = SMALL.trim()
  .split("\n")
  .map((line) => {
    const [names = "", lat = "", lon = ""] = line.split(";");
    return { names: names.split("|"), lat: Number(lat), lon: Number(lon) };
  });
