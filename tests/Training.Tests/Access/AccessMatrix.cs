using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Training.Tests.Access;

/// <summary>Every REST endpoint of training, and what it answers to whom.</summary>
internal static class AccessMatrix
{
    private const string Read = "training.read";
    private const string Write = "training.write";
    private const string Root = "/api/v1/training";
    private const string Course = Root + "/courses/{id:guid}";
    private const string Enrolment = Course + "/enrolments/{enrolmentId:guid}";
    private const string Certificate = Root + "/certificates/{number}";
    private const string Reason = """{ "reason": "Asked for." }""";
    private const string Employ = """{ "workerId": "$fresh", "organization": "nrcs" }""";
    private const string Practice =
        """{ "enrolmentId": "$enrolment", "mentorId": "$trainer", "place": "TM-S", "startsOn": "2021-06-01", "endsOn": "2021-06-30", "days": 10 }""";
    private const string Supervision =
        """{ "organizer": "mlspp", "heldOn": "2021-10-18", "supervisors": ["$trainer"], "record": { "cases": [{ "presenterId": "$worker", "reference": "CASE-A" }], "actions": [] } }""";
    private const string Observation = """
        { "workerId": "$worker", "organization": "nrcs", "mentorId": "$trainer", "competence": "strong-families-facilitation",
          "observedOn": "2021-10-01", "rating": 4, "note": "Listens." }
        """;
    private const string Plan =
        """{ "funders": [], "place": "TM-S", "mode": "online", "startsOn": "2021-05-31", "endsOn": "2021-07-06", "capacity": 30, "trainers": ["$trainer"] }""";

    /// <summary>What is open to everybody.</summary>
    public static IReadOnlyList<string> Public { get; } = ["ANY /alive", "ANY /health", "GET /openapi/{documentName}.json"];

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GET", Root + "/audit", Scopes.AuditRead, 200, 200, 200, 200), // the scope is the auditors' only
        new("GET", Root + "/audit/own", Read, 403, 403, 403, 403, Assurance: Assurance.Asserted),
        new("GET", Root + "/programmes", Read, 200, 200, 200, 200),
        new("GET", Root + "/programmes/{code}", Read, 200, 200, 200, 200),
        new(
            "PUT",
            Root + "/programmes/{code}",
            Write,
            403,
            403,
            403,
            200,
            """
            { "name": { "tk": "a", "ru": "b", "en": "c" }, "phases": [{ "name": { "tk": "a", "ru": "b", "en": "c" }, "trainingDays": 5 }],
              "attendanceThreshold": 80, "competence": "treatnet-family", "issuers": ["unodc"], "organizers": ["mlspp"], "source": "x" }
            """
        ),
        new("PUT", Root + "/programmes/{code}/signing/{issuer}/{organizer}", Write, 403, 403, 403, 200),
        new("DELETE", Root + "/programmes/{code}/signing/{issuer}/{organizer}", Write, 403, 403, 403, 204),
        new("GET", Root + "/courses", Read, 200, 200, 200, 200),
        new(
            "POST",
            Root + "/courses",
            Write,
            403,
            403,
            201,
            201,
            """
            { "programme": "treatnet-family", "code": "$code", "organizer": "mlspp", "funders": [], "place": "TM-S", "mode": "online",
              "startsOn": "2021-05-31", "endsOn": "2021-07-06", "capacity": 30 }
            """
        ),
        new("GET", Course, Read, 200, 200, 200, 200),
        new("PUT", Course, Write, 403, 403, 428, 428, Plan),
        new("POST", Course + "/cancel", Write, 403, 403, 200, 409, Reason),
        new("GET", Course + "/history", Read, 404, 404, 200, 200),
        new("POST", Course + "/complete", Write, 403, 403, 409, 409, "{}"),
        new("GET", Course + "/sessions", Read, 200, 200, 200, 200),
        new("POST", Course + "/sessions", Write, 403, 403, 201, 409, """{ "number": 9, "heldOn": "2021-06-01", "topic": "x" }"""),
        new("PUT", Course + "/sessions/{number:int}", Write, 403, 403, 200, 200, """{ "heldOn": "2021-06-02", "topic": "x" }"""),
        new("POST", Course + "/sessions/{number:int}/cancel", Write, 403, 403, 200, 409, Reason),
        new(
            "PUT",
            Course + "/sessions/{number:int}/attendance",
            Write,
            403,
            403,
            200,
            200,
            """{ "attended": ["$worker"], "reason": "Again." }"""
        ),
        new("GET", Course + "/survey", Read, 404, 404, 200, 200),
        new("POST", Course + "/survey", Write, 403, 403, 200, 422, """{ "answers": [{ "satisfaction": 4, "topics": [] }] }"""),
        new("GET", Course + "/enrolments", Read, 200, 200, 200, 200),
        new("POST", Course + "/enrolments", Write, 403, 201, 403, 409, Employ),
        new("POST", Course + "/roster", Write, 200, 200, 200, 200, "workerId\n$fresh", Media: "text/csv"), // strangers' rows are rejected
        new("GET", Course + "/field-practice", Read, 404, 404, 200, 200),
        new("POST", Course + "/field-practice", Write, 403, 403, 201, 201, Practice),
        new("PUT", Course + "/field-practice/{practiceId:guid}/log", Write, 403, 403, 404, 404, """{ "log": [] }"""),
        new("PUT", Course + "/field-practice/{practiceId:guid}/sign-off", Write, 403, 403, 404, 404),
        new("GET", Course + "/cascade", Read, 404, 404, 200, 200),
        new("GET", Course + "/cascade.svg", Read, 404, 404, 200, 200),
        new("GET", Root + "/supervision-sessions", Read, 200, 200, 200, 200),
        new("POST", Root + "/supervision-sessions", Write, 403, 403, 201, 201, Supervision),
        new("GET", Root + "/observations", Read, 200, 200, 200, 200, Query: "?workerId=$worker"),
        new("POST", Root + "/observations", Write, 403, 201, 403, 201, Observation),
        new("POST", Root + "/calendars", Write, 422, 201, 422, 201, """{ "kind": "organization", "subject": "nrcs" }"""),
        new("DELETE", Root + "/calendars/{id:guid}", Write, 404, 404, 404, 404),
        new("POST", Enrolment + "/withdraw", Write, 404, 200, 409, 409, Reason),
        new("PUT", Enrolment + "/test-results", Write, 403, 403, 200, 200, """{ "postTest": 90 }"""),
        new("POST", Course + "/provisional-participants", Write, 403, 403, 201, 201, """{ "name": "Who walked in" }"""),
        new("PUT", Course + "/provisional-participants/{enrolmentId:guid}/worker", Write, 403, 404, 403, 404, Employ),
        new("GET", Root + "/certificates", Read, 200, 200, 200, 200, Query: "?workerId=$worker"),
        new("GET", Certificate, Read, 404, 200, 200, 200),
        new("GET", Certificate + "/pdf", Read, 404, 200, 200, 200),
        new("GET", Course + "/certificates.pdf", Read, 404, 404, 404, 404),
        new("POST", Root + "/certificates/sign", Write, 403, 403, 403, 200, """{ "issuer": "unodc", "numbers": ["$number"] }"""),
        new("POST", Certificate + "/revoke", Write, 404, 403, 200, 409, """{ "reason": "other", "text": "x" }"""),
        new("POST", Certificate + "/correct", Write, 404, 403, 201, 409, """{ "name": "Ogulgerek A.", "reason": "Misspelt." }"""),
        new("POST", Certificate + "/renew", Write, 404, 403, 201, 409, """{ "validFrom": "2024-07-06", "reason": "Refresher." }"""),
        new("GET", "/calendars/{token}.ics", null, 404, 404, 404, 404),
        new("GET", "/verify", null, 200, 200, 200, 200),
        new("GET", "/verify/style.css", null, 200, 200, 200, 200),
        new("GET", "/verify/{number}", null, 200, 200, 200, 200),
        new("GET", "/verify/holder/{token}", null, 404, 404, 404, 404),
        new("GET", "/verify/holder/{token}/certificate.pdf", null, 404, 404, 404, 404),
        new("GET", "/verify/holder/{token}/credential.jwt", null, 404, 404, 404, 404),
        new("POST", "/verify/credentials", null, 200, 200, 200, 200, """{ "credential": "x" }"""),
        new("GET", "/verify/keys/{id:guid}", null, 404, 404, 404, 404),
        new("GET", "/verify/issuers/{code}", null, 404, 404, 404, 404),
    ];
}
