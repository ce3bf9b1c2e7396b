using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The last step of the write path, and what its endpoints say of it in the API's documentation.</summary>
public static class TaggedView
{
    /// <summary>200 with the record as it is now and its ETag.</summary>
    public static Ok<TView> Ok<TView>(this HttpResponse http, uint version, TView view)
    {
        http.Headers.ETag = ETag.Of(version).ToString();
        return TypedResults.Ok(view);
    }

    /// <summary>201 with the new record, its address and its ETag.</summary>
    public static Created<TView> Created<TView>(this HttpResponse http, string address, uint version, TView view)
    {
        http.Headers.ETag = ETag.Of(version).ToString();
        return TypedResults.Created(address, view);
    }

    /// <summary>Documents what every change of a record can answer: 404, 412, 422 and 428.</summary>
    /// <param name="endpoint">Takes <c>If-Match</c>.</param>
    /// <param name="more">Further statuses, such as 403 or 409.</param>
    public static RouteHandlerBuilder ChangesRecord(this RouteHandlerBuilder endpoint, params int[] more) =>
        endpoint.Refuses([
            StatusCodes.Status404NotFound,
            StatusCodes.Status412PreconditionFailed,
            StatusCodes.Status422UnprocessableEntity,
            StatusCodes.Status428PreconditionRequired,
            .. more,
        ]);

    /// <summary>Documents the problems that an endpoint can answer beside those that all can.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Order())
        {
            endpoint.ProducesProblem(status);
        }

        return endpoint;
    }
}
