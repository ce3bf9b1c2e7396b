using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Referrals.Data;

internal sealed class ReferralsDb(DbContextOptions<ReferralsDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<ServiceUser> ServiceUsers => Set<ServiceUser>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Referral> Referrals => Set<Referral>();

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReferralsDb).Assembly);
}
