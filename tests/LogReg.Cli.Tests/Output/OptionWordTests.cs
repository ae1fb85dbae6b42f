using System.Reflection;
using LogReg.Cli.Output;
using LogReg.Inference;

namespace LogReg.Cli.Tests.Output;

public sealed class OptionWordTests
{
    [Fact]
    public void Spell_EveryWordOfAnOption_IsOneThatTheCommandReads()
    {
        (OptionName Option, object Value)[] words =
        [
            .. new[] { typeof(LogisticRegression), typeof(CrossValidationOptions) }.SelectMany(type => type.GetProperties())
                .SelectMany(Values),
        ];
        Assert.True(words.Length > 25);
        Assert.All(words, word =>
        {
            string[] flag = FlagSpelling.Instance.Spell(new Remedy(word.Option, word.Value)).Split(' ');
            CommandRun run = CommandRun.Of(["train", "nowhere.csv", .. flag]);
            Assert.DoesNotContain("must be", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("nrecognized", run.Error, StringComparison.Ordinal);
        });
    }

    // λ that is given is a number, and clusters have a column.
    private static IEnumerable<(OptionName Option, object Value)> Values(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum
            ? Enum.GetValues(type).Cast<object>().Where(value => value is not (LambdaChoice.Given or StandardErrorKind.Cluster))
                .Select(value => (Enum.Parse<OptionName>(property.Name), value))
            : [];
    }
}
