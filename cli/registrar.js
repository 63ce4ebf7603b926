#!/usr/bin/env node
/* Node.js 20 runs no TypeScript by itself, and nothing here is built: the program is loaded as it is written. */
// An operator cannot act on the SDK's advice about the next version of Node.js.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('tsx');
require('./registrar.ts');
