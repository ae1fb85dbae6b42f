using LogReg.Data;
using LogReg.Sources.Databases;

namespace LogReg.Sources.Tests.Databases;

public class DatabaseAddressTests
{
    [Theory]
    [InlineData("sqlite:shop.db", "shop.db", "sqlite:shop.db")]
    [InlineData("SQLite:/data/shop.db", "/data/shop.db", "SQLite:/data/shop.db")]
    [InlineData("postgres://ann@db.example.org/shop", "db.example.org/shop", null)]
    [InlineData("postgresql://ann@db.example.org:5433/shop?sslmode=require", "db.example.org/shop", null)]
    [InlineData("postgres://ann:se%20cret@db.example.org/shop", "db.example.org/shop", "postgres://ann@db.example.org/shop")]
    [InlineData("postgres://ann:s@c:r@h/shop?password=secret&sslmode=require&sslpassword=secret", "h/shop", "postgres://ann@h/shop?sslmode=require")]
    [InlineData("postgres://ann@%2Fvar%2Frun/shop", "shop", null)]
    [InlineData("postgres://ann@/shop?host=/tmp/socket", "shop", null)]
    [InlineData("postgres://ann@[::1]:5433/shop", "::1/shop", null)]
    [InlineData("postgres://ann@a:1,b/shop", "a:1,b/shop", null)]
    [InlineData("postgres://ann@h", "h/ann", null)]
    public void Parse_Address_NamesTheDatabaseWithoutAPassword(string address, string name, string? text)
    {
        var parsed = DatabaseAddress.Parse(address);
        Assert.Equal(name, parsed.Name);
        Assert.Equal(text ?? address, parsed.Text);
        Assert.Equal(parsed.Text, parsed.ToString());
        Assert.Equal(parsed.Path is not null, parsed.Kind == DatabaseKind.Sqlite);
        Assert.Equal(parsed.Text != address, parsed.HasPassword);
    }

    [Theory]
    [InlineData("", "begins with none of sqlite:, duckdb: and postgres:", "sqlite:FILE")]
    [InlineData("secret", "begins with none of sqlite:, duckdb: and postgres:", "sqlite:FILE")]
    [InlineData("postgres://bob:12/secret@127.0.0.1/db", "has an @ after a / or a ?", "%2F")]
    [InlineData("postgres://bob:12?secret@127.0.0.1/db", "has an @ after a / or a ?", "%3F")]
    [InlineData("mysql://ann:secret@h/d", "begins with none of sqlite:, duckdb: and postgres:", "postgres://USER@HOST/DATABASE")]
    [InlineData("sqlite:", "names no file", "sqlite:shop.db")]
    [InlineData("sqlite:///shop.db", "slashes before the path", "right after the colon")]
    [InlineData("postgres:ann:secret@h/d", "has no //", "postgres://USER@HOST/DATABASE")]
    [InlineData("postgres://ann:se/cret@h/d", "has an @ after a / or a ?", "%2F")]
    [InlineData("postgres://ann@h:70000/d", "the port of the connection is not a number", "HOST:PORT")]
    [InlineData("postgres://ann@h/d?color=secret", "the parameter 'color', which is not supported", "the parameters are host, port")]
    [InlineData("postgres://ann:pass@h/d?color=secret", "the parameter 'color', which is not supported", "the parameters are host, port")]
    [InlineData("postgres://ann@h/d?secret", "has, after its ?, what is no name of a parameter", "write NAME=VALUE")]
    [InlineData("postgres://ann@h/d?12secret=", "has, after its ?, what is no name of a parameter", "write NAME=VALUE")]
    [InlineData("postgres://ann@h/d?password=some&secret", "what follows a password", "%26")]
    [InlineData("postgres://ann@h/d?sslpassword=some&secret=1", "what follows a password", "%26")]
    [InlineData("postgres://ann@h/d?sslmode", "the parameter sslmode of the connection has no value", "sslmode")]
    public void Parse_NoAddress_SaysWhatToWriteAndShowsNoPassword(string address, string message, string hint)
    {
        DataException error = Assert.Throws<DataException>(() => DatabaseAddress.Parse(address));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cret", error.Message + error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AValueThatIsNone_SaysSo()
    {
        DataException error =
            Assert.Throws<DataException>(() => DatabaseSource.Open("postgres://ann@h/d?sslmode=perhaps", "select 1"));
        Assert.Contains("sslmode of the connection cannot be 'perhaps'", error.Message, StringComparison.Ordinal);
        Assert.Contains("verify-full", error.Hint!.ToString(), StringComparison.Ordinal);
    }
}
