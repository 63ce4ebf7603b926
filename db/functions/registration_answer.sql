-- What the workflow gets back, and no more than it needs. An answer without a time cannot be announced: the workflow of the
-- deployment before this one does not know 'unproven', fails over the missing time, and the queue delivers again.
CREATE OR REPLACE FUNCTION user_registration.registration_answer(done user_registration.user_registrations, holder public.users,
  way jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
      'operation', done.operation,
      'user', CASE WHEN done.after_image IS NOT NULL THEN jsonb_build_object(
        'id', done.after_image -> 'id', 'cognito_id', done.after_image -> 'cognito_id', 'email', done.after_image -> 'email') END)
    || CASE WHEN done.operation = 'unproven' THEN '{}' ELSE jsonb_build_object('persisted_at',
        user_registration.event_time(done.persisted_at)) END
    || CASE WHEN done.operation = 'email_in_use' THEN jsonb_build_object('holder', jsonb_strip_nulls(
        jsonb_build_object('cognito_id', holder.cognito_id, 'user_id', holder.id, 'known', way -> 'known',
        'since', user_registration.event_time(user_registration.held_since(holder))))) ELSE '{}' END
    || CASE WHEN done.operation IN ('unproven', 'email_in_use') AND way -> 'ask' IS NOT NULL THEN jsonb_build_object('ask', way -> 'ask') ELSE '{}' END
$$;

REVOKE ALL ON FUNCTION user_registration.registration_answer(user_registration.user_registrations, public.users, jsonb) FROM PUBLIC;

-- As it was before.
DROP FUNCTION IF EXISTS user_registration.registration_answer(user_registration.user_registrations, public.users);
