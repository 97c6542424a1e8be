// What a page can do without this script, it does. The script adds comfort: see docs/guide/dashboard.md.
"use strict";
