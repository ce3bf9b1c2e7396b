namespace SocialServices.Referrals.Consents;

/// <summary>For what personal data may be used.</summary>
internal enum Purpose
{
    CaseManagement,
    Referral,
    ServiceDelivery,
    Reporting,
}

/// <summary>The parts in which personal data is shared.</summary>
internal enum DataCategory
{
    /// <summary>Names, sex, birth date.</summary>
    Identity,

    /// <summary>Telephone, address, place.</summary>
    Contact,

    /// <summary>Numbers of documents and of other systems.</summary>
    Identifiers,

    /// <summary>Disability status.</summary>
    Disability,

    /// <summary>What the referral says about the person's situation.</summary>
    Need,
}

internal enum GivenBy
{
    Self,
    Guardian,
}

/// <summary>The language in which a consent was explained.</summary>
internal enum ConsentLanguage
{
    Tk,
    Ru,
    En,
}

internal enum ConsentStatus
{
    Valid,
    NotYetValid,
    Expired,
    Withdrawn,
}
