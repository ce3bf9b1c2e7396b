using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators;

/// <summary>The counting rule of one indicator.</summary>
internal interface IMeasure
{
    /// <summary>The indicator, as in the catalogue.</summary>
    string Code { get; }

    /// <summary>
    /// True when units stand for things that can occur in several categories and count once in each (organizations,
    /// services): the cells do not add up to the total. Never for people, whose tables must add up to be protected.
    /// </summary>
    bool CountsIdentities => false;

    /// <summary>What counts now. Must set every property by which the catalogue breaks the indicator down.</summary>
    IQueryable<CountedUnit> Units(ReportingDb db);
}
