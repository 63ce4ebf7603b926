#!/usr/bin/env node
/* Node.js 20 runs no TypeScript by itself, and nothing here is built: the program is loaded as it is written. */
require('tsx');
require('./src/main.ts');
