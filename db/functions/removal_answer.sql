-- What there is to announce of somebody who was removed. The id follows from who it is, and so do the copies of the event.
CREATE OR REPLACE FUNCTION user_registration.removal_answer(done user_registration.user_registrations) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('removed', true, 'user_id', done.user_id, 'cognito_id', done.cognito_id, 'policy', done.notes[1],
    'event_id', CAST(md5(concat_ws('/', done.user_pool_id, done.cognito_id, 'user.removed')) AS uuid),
    'occurred_at', user_registration.event_time(done.persisted_at))
$$;

REVOKE ALL ON FUNCTION user_registration.removal_answer(user_registration.user_registrations) FROM PUBLIC;
