// India's states and union territories: the name on the outline, and whatever else people and
// files call it: the code of number plates, the one of ISO 3166-2, older names, Hindi.
export const INDIA_NAMES = `
Andaman and Nicobar Islands|AN|Andaman and Nicobar|Andaman & Nicobar Islands|अंडमान और निकोबार द्वीपसमूह
Andhra Pradesh|AP|AD|आंध्र प्रदेश
Arunachal Pradesh|AR|अरुणाचल प्रदेश
Assam|AS|असम
Bihar|BR|बिहार
Chandigarh|CH|चंडीगढ़
Chhattisgarh|CG|CT|Chattisgarh|छत्तीसगढ़
Dadra and Nagar Haveli and Daman and Diu|DD|DN|DH|Daman and Diu|Dadra and Nagar Haveli|दादरा और नगर हवेली और दमन और दीव
Delhi|DL|New Delhi|NCT of Delhi|NCT|दिल्ली
Goa|GA|गोवा
Gujarat|GJ|गुजरात
Haryana|HR|हरियाणा
Himachal Pradesh|HP|हिमाचल प्रदेश
Jammu and Kashmir|JK|Jammu & Kashmir|जम्मू और कश्मीर
Jharkhand|JH|झारखंड|झारखण्ड
Karnataka|KA|कर्नाटक
Kerala|KL|केरल
Ladakh|LA|लद्दाख
Lakshadweep|LD|लक्षद्वीप
Madhya Pradesh|MP|मध्य प्रदेश
Maharashtra|MH|महाराष्ट्र
Manipur|MN|मणिपुर
Meghalaya|ML|मेघालय
Mizoram|MZ|मिज़ोरम
Nagaland|NL|नागालैंड
Odisha|OD|OR|Orissa|ओडिशा
Puducherry|PY|Pondicherry|पुदुचेरी
Punjab|PB|पंजाब
Rajasthan|RJ|राजस्थान
Sikkim|SK|सिक्किम
Tamil Nadu|TN|Tamilnadu|तमिलनाडु|तमिल नाडु
Telangana|TS|TG|Telengana|तेलंगाना
Tripura|TR|त्रिपुरा
Uttar Pradesh|UP|उत्तर प्रदेश
Uttarakhand|UK|UT|Uttaranchal|उत्तराखंड|उत्तराखण्ड
West Bengal|WB|Bengal|पश्चिम बंगाल
`;
