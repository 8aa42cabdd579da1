from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '台账只能追加：% % 被拒绝', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER ledger_entry_is_not_rewritten BEFORE UPDATE ON ledger_entry
    FOR EACH ROW WHEN (NOT (
        OLD.seal_no IS NULL
        AND num_nulls(NEW.seal_no, NEW.position, NEW.leaf, NEW.link) = 0
        AND (NEW.id, NEW."at", NEW.action, NEW.subject, NEW.actor_kind, NEW.actor_name,
             NEW.actor_account_id, NEW.actor_body, NEW.actor_post, NEW.power, NEW.detail)
            IS NOT DISTINCT FROM
            (OLD.id, OLD."at", OLD.action, OLD.subject, OLD.actor_kind, OLD.actor_name,
             OLD.actor_account_id, OLD.actor_body, OLD.actor_post, OLD.power, OLD.detail)
    )) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_is_born_unsealed BEFORE INSERT ON ledger_entry
    FOR EACH ROW WHEN (num_nonnulls(NEW.seal_no, NEW.position, NEW.leaf, NEW.link) > 0)
    EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_is_not_deleted BEFORE DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_is_not_truncated BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_seal_is_not_rewritten BEFORE UPDATE OR DELETE ON ledger_seal
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_seal_is_not_truncated BEFORE TRUNCATE ON ledger_seal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""

BACKWARD = """
DROP TRIGGER ledger_seal_is_not_truncated ON ledger_seal;
DROP TRIGGER ledger_seal_is_not_rewritten ON ledger_seal;
DROP TRIGGER ledger_entry_is_not_truncated ON ledger_entry;
DROP TRIGGER ledger_entry_is_not_deleted ON ledger_entry;
DROP TRIGGER ledger_entry_is_born_unsealed ON ledger_entry;
DROP TRIGGER ledger_entry_is_not_rewritten ON ledger_entry;
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
