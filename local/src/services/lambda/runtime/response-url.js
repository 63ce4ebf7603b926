'use strict';

const http = require('node:http');
const https = require('node:https');
const { URL } = require('node:url');

/**
 * Functions of custom resources answer CloudFormation at a ResponseURL. AWS's is always HTTPS on port 443, so they (the
 * CDK's own, and AWS's cfn-response module) take only host and path from it. Here it is a plain HTTP route of the endpoint.
 */
function serveResponseUrls(endpoint) {
  const { hostname, port } = new URL(endpoint);
  const request = https.request;
  https.request = function (options, ...rest) {
    const ours =
      options?.hostname === hostname && String(options.path).startsWith('/_local/custom-resources/');
    return ours
      ? http.request({ ...options, port, agent: undefined }, ...rest)
      : request.call(this, options, ...rest);
  };
}

module.exports = { serveResponseUrls };
