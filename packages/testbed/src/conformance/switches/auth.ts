export const AUTH_SWITCHES = {
  'auth.401': { check: 'auth.401', eras: 'both', transports: ['http', 'sse'], does: 'answers requests without a token with 403', needs: ['bearer'] },
} as const;
