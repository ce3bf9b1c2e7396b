using Grpc.Core;
using SocialServices.Contracts.Reporting.V1;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.OpenPeriod;
using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.Grpc;

/// <summary>
/// Figures of the open period for other services, as in REST: made once a day, rounded, and nothing that a release hides.
/// </summary>
internal sealed class IndicatorsService(IndicatorCatalogue catalogue, OpenFigures figures)
    : Contracts.Reporting.V1.Indicators.IndicatorsBase
{
    public override async Task<Indicator> GetIndicator(GetIndicatorRequest request, ServerCallContext context)
    {
        if (catalogue.Find(request.Code) is not { IsCount: true } definition)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "The indicator was not found."));
        }

        if (request.By is not "" && !definition.Disaggregations.Contains(request.By))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"by: {TableRequest.Allowed(definition)}"));
        }

        // The whole country: of each dimension but the one asked for, the total.
        var figure = await figures.ReadAsync(definition, request.By is "" ? null : request.By, context.CancellationToken);
        var cells = figure.Cells.Where(cell => request.By is "place" || cell.At.Count < 2 || cell.At[0] is "total").ToList();
        return new Indicator
        {
            Code = definition.Code,
            By = request.By,
            Total = ToMessage(cells.First(cell => cell.At.All(at => at is "total"))),
            Cells = { cells.Where(cell => request.By is not "" && cell.At.LastOrDefault("total") is not "total").Select(ToMessage) },
        };
    }

    private static IndicatorCell ToMessage(ReleaseCell cell)
    {
        var message = new IndicatorCell { Key = cell.At.LastOrDefault("total"), Suppressed = cell.Status is CellStatus.Hidden };
        if (cell.Value is { } value)
        {
            message.Value = (long)value; // setting it, even to 0, marks it as present
        }

        return message;
    }
}
