-- Gives those who left an address the one that Cognito has for them, if it is free by now, and remembers what became of each. Nothing
-- of it is announced. Nor is it ever rolled back: it is what Cognito said.
CREATE OR REPLACE FUNCTION user_registration.settle_holders(leaving jsonb, of_envelope text, as_of timestamptz, pool text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  holder record;
  row_id public.users.id%TYPE;
  done user_registration.user_registrations;
BEGIN
  FOR holder IN SELECT * FROM jsonb_to_recordset(leaving) AS l (user_id text, cognito_id text, operation text,
                  new_email text, email_verified boolean, modified_at timestamptz) LOOP
    row_id := holder.user_id;
    UPDATE public.users AS u SET email = holder.new_email, email_verified = holder.email_verified, updated_at = holder.modified_at
     WHERE u.id OPERATOR(pg_catalog.=) row_id
       AND holder.new_email IS NOT NULL AND NOT EXISTS (SELECT FROM public.users AS v WHERE v.email = holder.new_email);
    done.envelope_id := of_envelope;
    done.cognito_id := holder.cognito_id;
    done.user_id := holder.user_id;
    done.occurred_at := coalesce(holder.modified_at, as_of);
    done.operation := holder.operation;
    done.persisted_at := clock_timestamp();
    done.executions := '{}';
    done.user_pool_id := pool;
    PERFORM user_registration.remember_registration(done);
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION user_registration.settle_holders(jsonb, text, timestamptz, text) FROM PUBLIC;
