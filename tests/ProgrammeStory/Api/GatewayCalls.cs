namespace SocialServices.ProgrammeStory.Api;

/// <summary>A call of the gateway that fails says why in words.</summary>
internal static class GatewayCalls
{
    public static async Task<HttpResponseMessage> AskAsync(
        this HttpClient gateway,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await gateway.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new StoryException($"The gateway at {gateway.BaseAddress} does not answer: {fault.Message}", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoryException(
                $"The gateway at {gateway.BaseAddress} did not answer {request.Method} {request.RequestUri} in time.",
                fault
            );
        }
    }

    public static async Task<StoryException> RefusalAsync(
        string name,
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        // Problem details name fields, never values: nothing personal is printed.
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return new($"{name} asked {request.Method} {request.RequestUri} and was refused: {(int)response.StatusCode} {answer}");
    }
}
