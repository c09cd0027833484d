// Countries: the name on the outline (Natural Earth 1:110m), the code of ISO 3166, and whatever
// else files call it.
export const WORLD_NAMES = `
Afghanistan|AF
Albania|AL
Algeria|DZ
Angola|AO
Argentina|AR
Armenia|AM
Australia|AU
Austria|AT
Azerbaijan|AZ
Bahamas|BS|The Bahamas
Bangladesh|BD|बांग्लादेश
Belarus|BY
Belgium|BE
Belize|BZ
Benin|BJ
Bhutan|BT
Bolivia|BO|Plurinational State of Bolivia
Bosnia and Herz.|BA|Bosnia and Herzegovina
Botswana|BW
Brazil|BR
Brunei|BN|Brunei Darussalam
Bulgaria|BG
Burkina Faso|BF
Burundi|BI
Cambodia|KH
Cameroon|CM
Canada|CA
Central African Rep.|CF|Central African Republic
Chad|TD
Chile|CL
China|CN|चीन|Mainland China
Colombia|CO
Congo|CG|Republic of the Congo
Costa Rica|CR
Croatia|HR
Cuba|CU
Cyprus|CY
Czechia|CZ|Czech Republic
Côte d'Ivoire|CI|Ivory Coast
Dem. Rep. Congo|CD|Democratic Republic of the Congo|DR Congo
Denmark|DK
Djibouti|DJ
Dominican Rep.|DO|Dominican Republic
Ecuador|EC
Egypt|EG
El Salvador|SV
Eq. Guinea|GQ|Equatorial Guinea
Eritrea|ER
Estonia|EE
Ethiopia|ET
Falkland Is.|FK|Falkland Islands
Fiji|FJ
Finland|FI
Fr. S. Antarctic Lands|TF
France|FR
Gabon|GA
Gambia|GM|The Gambia
Georgia|GE
Germany|DE|Deutschland
Ghana|GH
Greece|GR
Greenland|GL
Guatemala|GT
Guinea-Bissau|GW
Guinea|GN
Guyana|GY
Haiti|HT
Honduras|HN
Hungary|HU
Iceland|IS
India|IN|Bharat|भारत
Indonesia|ID
Iran|IR|Iran, Islamic Republic of
Iraq|IQ
Ireland|IE
Israel|IL
Italy|IT
Jamaica|JM
Japan|JP|जापान
Jordan|JO
Kazakhstan|KZ
Kenya|KE
Kosovo|XK
Kuwait|KW
Kyrgyzstan|KG
Laos|LA|Lao People's Democratic Republic
Latvia|LV
Lebanon|LB
Lesotho|LS
Liberia|LR
Libya|LY
Lithuania|LT
Luxembourg|LU
Macedonia|MK|North Macedonia
Madagascar|MG
Malawi|MW
Malaysia|MY
Mali|ML
Mauritania|MR
Mexico|MX
Moldova|MD|Republic of Moldova
Mongolia|MN
Montenegro|ME
Morocco|MA
Mozambique|MZ
Myanmar|MM|Burma
N. Cyprus
Namibia|NA
Nepal|NP|नेपाल
Netherlands|NL|Holland|The Netherlands
New Caledonia|NC
New Zealand|NZ
Nicaragua|NI
Nigeria|NG
Niger|NE
North Korea|KP|Democratic People's Republic of Korea
Norway|NO
Oman|OM
Pakistan|PK
Palestine|PS|State of Palestine
Panama|PA
Papua New Guinea|PG
Paraguay|PY
Peru|PE
Philippines|PH
Poland|PL
Portugal|PT
Puerto Rico|PR
Qatar|QA
Romania|RO
Russia|RU|Russian Federation
Rwanda|RW
S. Sudan|SS|South Sudan
Saudi Arabia|SA|KSA
Senegal|SN
Serbia|RS
Sierra Leone|SL
Slovakia|SK
Slovenia|SI
Solomon Is.|SB|Solomon Islands
Somalia|SO
Somaliland
South Africa|ZA
South Korea|KR|Korea|Republic of Korea
Spain|ES
Sri Lanka|LK|श्रीलंका
Sudan|SD
Suriname|SR
Sweden|SE
Switzerland|CH
Syria|SY|Syrian Arab Republic
Taiwan|TW
Tajikistan|TJ
Tanzania|TZ|United Republic of Tanzania
Thailand|TH
Timor-Leste|TL|East Timor
Togo|TG
Trinidad and Tobago|TT
Tunisia|TN
Turkey|TR|Türkiye
Turkmenistan|TM
Uganda|UG
Ukraine|UA
United Arab Emirates|AE|UAE|Dubai
United Kingdom|GB|UK|Britain|Great Britain|England
United States of America|US|USA|United States|America
Uruguay|UY
Uzbekistan|UZ
Vanuatu|VU
Venezuela|VE
Vietnam|VN|Viet Nam
W. Sahara|EH|Western Sahara
Yemen|YE
Zambia|ZM
Zimbabwe|ZW
eSwatini|SZ|Swaziland|Eswatini
`;
