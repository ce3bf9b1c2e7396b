using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>The smallest service that uses everything: notes about sites.</summary>
internal sealed class SampleDb(DbContextOptions<SampleDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("notes");
            note.Property(n => n.Id).ValueGeneratedNever();
            note.Property(n => n.Title).HasMaxLength(20);
            note.Property(n => n.Text).IsSealed();
            note.Property(n => n.Version).IsRowVersion();
            note.HasIndex(n => n.Title).IsUnique();
        });
}

internal sealed class Note
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required byte[] Text { get; init; }
    public uint Version { get; private set; }
}

[DbContext(typeof(SampleDb))]
[Migration("20261129_0001_Initial")]
internal sealed class Initial() : SqlMigration([.. ServiceTables, "notes.sql"]);
