import type { CountryCode } from './profiles.ts';

/** Names as they occur in a client list: short and long, with apostrophes, hyphens and letters beyond ASCII. */
export const firstNames: readonly string[] = (
  'Olivia Noah Emma Liam Ava Elijah Sophia James Isabella William Mia Benjamin Charlotte Lucas Amelia Henry Harper ' +
  'Theodore Evelyn Jack Camila Levi Gianna Alexander Abigail Daniel Luna Michael Ella Mateo Elizabeth Sebastian Sofia ' +
  'Ethan Emily Samuel Aria Jacob Scarlett Asher Penelope Aiden Layla Mason Chloe Leo Victoria David Madison Joseph ' +
  'Eleanor Carter Grace Owen Nora Wyatt Riley Matthew Zoë Grayson Hannah Ezra Hazel Luke Siobhán José Renée Łukasz ' +
  'Björn Chukwuemeka Ngozi Anjali Rahul Mei Xiùyīng Hiroshi Yuki Fatima Omar Leïla Håkon Søren Zuzana Ayşe Mehmet ' +
  'Dmitri Nadezhda Kwame Abena Tāne Mereana Beatriz João Inês Federico Giulia'
).split(' ');

export const lastNames: readonly string[] = [
  ...(
    'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodríguez Martínez Hernández Lopez González Wilson Anderson ' +
    'Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sánchez Clark Ramírez Lewis Robinson Walker ' +
    'Young Allen King Wright Scott Torres Nguyễn Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell ' +
    'Carter Roberts Gómez Phillips Evans Turner Díaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy ' +
    'Cook Rogers Gutiérrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Kim Cox Ward Richardson Watson Brooks ' +
    "Chávez Wood Bennett Gray Mendoza Ruiz Hughes Price Álvarez Castillo Sanders Patel Myers O'Brien O’Connor D'Souza " +
    'Müller Schröder Gröning Österberg Lindqvist Kowalczyk Wójcik Nováková Okonkwo Adeyemi Mbeki Singh Kaur Iyer ' +
    'Fitzgerald MacAllister Featherstonehaugh Papadimitriou Yılmaz Petrović'
  ).split(' '),
  'Smith-Okonkwo',
  'van der Merwe',
  'de la Fuente',
  'St. John',
  'Ó Súilleabháin',
  'Wolfeschlegelsteinhausen-Bergerdorff',
];

export const companyNames: readonly string[] = (
  'Cascade Bluewater Ironwood Lakeshore Meridian Northgate Pinnacle Redwood Silverline Summit Harborview Keystone ' +
  'Brightwell Copperfield Evergreen Foxglove Granite Juniper Kestrel Lantern Marlowe Orchard Pemberton Quarry Riverside ' +
  'Stonebridge Thistle Underhill Verdant Westmoor Yarrow Zephyr Atlas Beacon Corvus Dovetail Ember Fairmount Goldcrest'
).split(' ');

export const companyTrades: readonly string[] = [
  'Construction',
  'Logistics',
  'Properties',
  'Holdings',
  'Dental Group',
  'Technologies',
  'Brewing Company',
  'Freight Lines',
  'Manufacturing',
  'Restaurant Group',
  'Insurance Services',
  'Capital Partners',
  'Home Health',
  'Farms',
  'Roofing & Sheet Metal',
  'Property Management',
  'Analytics',
  'Medical Supply',
];

/** Businesses a law firm pays: court reporters, process servers, experts. */
export const vendorTrades: readonly string[] = [
  'Court Reporting',
  'Process Servers',
  'Legal Couriers',
  'Forensic Accounting',
  'Expert Witness Group',
  'Document Imaging',
  'Translation Services',
  'Title & Escrow',
];

export const longCompanyName =
  'The International Brotherhood of Longshore, Warehouse and Cold-Storage Workers, Terminal Employees & Allied Trades Welfare and Pension Trust Fund (Local 1147)';

export const companyEndings: Record<CountryCode, readonly string[]> = {
  US: ['LLC', 'Inc.', 'LP', 'Corp.', 'Co.'],
  CA: ['Inc.', 'Ltd.', 'ltée', 'Corp.'],
  GB: ['Ltd', 'Limited', 'LLP', 'plc'],
  AU: ['Pty Ltd', 'Limited', 'Trust'],
};

export const streets: readonly string[] = (
  'Maple Cedar Washington Lincoln Franklin Chestnut Highland Park Jackson Spruce Willow Sunset Mill Prospect Church ' +
  'College Grove Linden Bay Harbour Station Victoria Albert Queen King Bridge Orchard Foundry'
).split(' ');

export const streetEndings: Record<CountryCode, readonly string[]> = {
  US: ['Street', 'Avenue', 'Boulevard', 'Lane', 'Drive', 'Court'],
  CA: ['Street', 'Avenue', 'Road', 'Crescent', 'Boulevard'],
  GB: ['Street', 'Road', 'Lane', 'Terrace', 'Close', 'Row'],
  AU: ['Street', 'Road', 'Parade', 'Avenue', 'Place'],
};

export interface Place {
  city: string;
  province: string;
  /** `#` stands for a digit, `@` for a letter. */
  postalPattern: string;
}

export const places: Record<CountryCode, readonly Place[]> = {
  US: [
    { city: 'Oakland', province: 'CA', postalPattern: '946##' },
    { city: 'Berkeley', province: 'CA', postalPattern: '947##' },
    { city: 'San José', province: 'CA', postalPattern: '951##' },
    { city: 'Sacramento', province: 'CA', postalPattern: '958##' },
    { city: 'Austin', province: 'TX', postalPattern: '787##' },
    { city: 'Round Rock', province: 'TX', postalPattern: '786##' },
    { city: 'Portland', province: 'OR', postalPattern: '972##' },
    { city: 'Reno', province: 'NV', postalPattern: '895##' },
  ],
  CA: [
    { city: 'Toronto', province: 'ON', postalPattern: 'M5J #@#' },
    { city: 'Ottawa', province: 'ON', postalPattern: 'K1P #@#' },
    { city: 'Montréal', province: 'QC', postalPattern: 'H2Y #@#' },
    { city: 'Hamilton', province: 'ON', postalPattern: 'L8P #@#' },
  ],
  GB: [
    { city: 'Leeds', province: 'West Yorkshire', postalPattern: 'LS# #@@' },
    { city: 'York', province: 'North Yorkshire', postalPattern: 'YO# #@@' },
    { city: 'Harrogate', province: 'North Yorkshire', postalPattern: 'HG# #@@' },
    { city: 'Manchester', province: 'Greater Manchester', postalPattern: 'M# #@@' },
  ],
  AU: [
    { city: 'Sydney', province: 'NSW', postalPattern: '20##' },
    { city: 'Parramatta', province: 'NSW', postalPattern: '215#' },
    { city: 'Newcastle', province: 'NSW', postalPattern: '230#' },
    { city: 'Wollongong', province: 'NSW', postalPattern: '250#' },
  ],
};

export const prefixes: readonly string[] = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Hon.'];
export const companyRoles: readonly string[] = [
  'CEO',
  'CFO',
  'General Counsel',
  'Director of Operations',
  'HR Manager',
  'Property Manager',
  'Claims Adjuster',
];
