using LogReg.Sources.Databases;

namespace LogReg.Sources.Tests.Databases;

public class QueryOrderTests
{
    [Theory]
    [InlineData("select * from t order by id")]
    [InlineData("SELECT * FROM t ORDER\n  BY id")]
    [InlineData("select * from t order /* as /* it */ came */ by id")]
    [InlineData("select * from t -- a comment\norder by id limit 5")]
    [InlineData("with a as (select 1) select * from a order by 1")]
    [InlineData("select 'it''s (' as x from t order by id")]
    [InlineData("select $a$ ( $a$ as x from t order by id")]
    public void IsGiven_OrderOfAllRows_Is(string query) => Assert.True(QueryOrder.IsGiven(query));

    [Theory]
    [InlineData("select * from t")]
    [InlineData("select * from (select * from t order by id) as u")]
    [InlineData("select row_number() over (partition by a order by b) from t")]
    [InlineData("select 'order by' from t")]
    [InlineData("select \"order by\" from t")]
    [InlineData("select * from t -- order by id")]
    [InlineData("select * from t /* order by id */")]
    [InlineData("select $$ order by $$ from t")]
    [InlineData("select * from t group by a, reorder_by")]
    [InlineData("select * from t where x = 'order by id")]
    public void IsGiven_NoOrderOfAllRows_IsNot(string query) => Assert.False(QueryOrder.IsGiven(query));
}
