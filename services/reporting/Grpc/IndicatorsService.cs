using Grpc.Core;
using SocialServices.Contracts.Reporting.V1;
using SocialServices.Reporting.Indicators;

namespace SocialServices.Reporting.Grpc;

/// <summary>Indicators for other services, protected as in REST.</summary>
internal sealed class IndicatorsService(IndicatorCatalogue catalogue, IndicatorReader reader)
    : Contracts.Reporting.V1.Indicators.IndicatorsBase
{
    public override async Task<Indicator> GetIndicator(GetIndicatorRequest request, ServerCallContext context)
    {
        if (catalogue.Find(request.Code) is not { } definition)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "The indicator was not found."));
        }

        if (request.By is not "" && !definition.Disaggregations.Contains(request.By))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"by: {IndicatorQuery.Allowed(definition)}"));
        }

        var value = await reader.ReadAsync(definition, Dimensions.All.GetValueOrDefault(request.By), context.CancellationToken);
        return new Indicator
        {
            Code = definition.Code,
            By = request.By,
            Total = ToMessage(value.Total),
            Cells = { value.Cells.Select(ToMessage) },
        };
    }

    private static IndicatorCell ToMessage(Cell cell)
    {
        var message = new IndicatorCell { Key = cell.Key, Suppressed = cell.Suppressed };
        if (cell.Value is { } value)
        {
            message.Value = value; // setting it, even to 0, marks it as present
        }

        return message;
    }
}
