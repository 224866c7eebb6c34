import { STATUS_CODES } from 'node:http';
import type { Route } from '@playwright/test';

/** Answers a request as Kibana does when Elasticsearch is gone, with this HTTP status. */
export const respondWithServerError =
  (statusCode: number) =>
  (route: Route): Promise<void> =>
    route.fulfill({
      status: statusCode,
      contentType: 'application/json',
      body: JSON.stringify({
        statusCode,
        error: STATUS_CODES[statusCode],
        message: 'no living connections',
      }),
    });
