using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.ServiceDefaults.Inbox;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData("57P01", true)] // shut down by an administrator
    [InlineData("57P03", true)] // starting up
    [InlineData("53100", true)] // disk full
    [InlineData("53300", true)] // too many connections
    [InlineData("40001", true)] // serialization failure
    [InlineData("40P01", true)] // deadlock
    [InlineData("25006", true)] // a standby
    [InlineData("28P01", true)] // password
    [InlineData("3D000", true)] // no such database
    [InlineData("55P03", true)] // lock timeout
    [InlineData("08P01", false)] // a statement with more parameters than there can be
    [InlineData("55000", false)] // object not in the state that is needed
    [InlineData("57014", false)] // statement timeout: the event may make it slow each time
    [InlineData("23514", false)] // check constraint
    [InlineData("22001", false)] // too long
    [InlineData("42703", false)] // no such column
    public void A_fault_of_PostgreSQL_passes_or_it_does_not(string state, bool passes) =>
        Assert.Equal(passes, Faults.IsTransient(new DbUpdateException("save", new PostgresException("text", "ERROR", "ERROR", state))));

    [Fact]
    public void A_connection_that_breaks_passes_and_a_slow_statement_is_the_events_fault()
    {
        Assert.True(Faults.IsTransient(new InvalidOperationException("EF", new NpgsqlException("read", new IOException("reset")))));
        Assert.False(Faults.IsTransient(new NpgsqlException("read", new TimeoutException())));
    }

    [Fact]
    public void A_peer_that_is_away_passes_and_one_that_refuses_does_not()
    {
        Assert.True(Faults.IsTransient(new RpcException(new Status(StatusCode.Unavailable, "away"))));
        Assert.False(Faults.IsTransient(new RpcException(new Status(StatusCode.InvalidArgument, "no"))));
    }

    [Fact]
    public void What_is_written_down_of_a_fault_has_no_text_that_may_carry_data()
    {
        var refused = new PostgresException(
            "Key (name)=(Aýna) exists",
            "ERROR",
            "ERROR",
            "23505",
            tableName: "people",
            constraintName: "ix_name"
        );

        Assert.Equal("PostgreSQL 23505 people ix_name", Faults.Describe(new DbUpdateException("save", refused)));
        Assert.Equal("InvalidOperationException", Faults.Describe(new InvalidOperationException("Aýna")));
    }
}
