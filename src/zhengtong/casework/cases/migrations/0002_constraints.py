from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["account", "-id"], name="case_of_account_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("account", "submission_key"), name="case_is_filed_once_per_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "submitted",
                            "correcting",
                            "accepted",
                            "acceptance_refused",
                            "decided",
                            "closed",
                            "withdrawn",
                        ],
                    )
                ),
                name="case_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "status__in",
                            (
                                "accepted",
                                "decided",
                                "closed",
                            ),
                        ),
                        _negated=True,
                    ),
                    models.Q(("accepted_at__isnull", False), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="case_accepted_has_due_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "status__in",
                            (
                                "decided",
                                "closed",
                            ),
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_at__isnull", False), ("decision__in", ["granted", "refused"])
                    ),
                    _connector="OR",
                ),
                name="case_decided_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision", "refused"),
                        (
                            "status",
                            "acceptance_refused",
                        ),
                        _connector="OR",
                        _negated=True,
                    ),
                    models.Q(("reasons", ""), ("remedies", ""), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="case_refused_has_reasons_and_remedies",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("clock_stopped_at__isnull", True),
                    ("status", "accepted"),
                    _connector="OR",
                ),
                name="case_clock_stops_only_after_acceptance",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstop",
            constraint=models.UniqueConstraint(
                fields=("case", "step"), name="clock_stops_once_per_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="clock_stop_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="reservedname",
            constraint=models.UniqueConstraint(
                fields=("register", "name"), name="name_is_reserved_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="submittedmaterial",
            constraint=models.UniqueConstraint(
                fields=("case", "key"), name="material_is_handed_in_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="submittedmaterial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("way", "upload"),
                        _negated=True,
                    ),
                    ("file__isnull", False),
                    _connector="OR",
                ),
                name="material_uploaded_has_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="submittedmaterial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("way", "licence"),
                        _negated=True,
                    ),
                    models.Q(("licence", ""), _negated=True),
                    _connector="OR",
                ),
                name="material_from_a_licence_names_it",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "open",
                            "claimed",
                        ),
                    )
                ),
                fields=["body", "post", "due_on", "id"],
                name="task_open_queue",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                fields=("case", "step"), name="task_opens_once_per_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "claimed", "waiting", "done", "cancelled"])
                ),
                name="task_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "claimed"),
                        _negated=True,
                    ),
                    ("claimed_by__isnull", False),
                    _connector="OR",
                ),
                name="task_claimed_has_claimer",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "done"),
                        _negated=True,
                    ),
                    models.Q(("done_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="task_done_has_outcome",
            ),
        ),
    ]
