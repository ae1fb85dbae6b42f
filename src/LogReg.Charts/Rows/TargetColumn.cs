using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Charts.Rows;

/// <summary>The column that a model's predictions are compared with.</summary>
internal static class TargetColumn
{
    /// <summary>Makes sure that an input has it.</summary>
    /// <exception cref="DataException">It has not.</exception>
    public static void Require(LogisticModel model, DataSource source)
    {
        IReadOnlyList<string> names = source.ReadColumnNames();
        if (!names.Contains(model.Target.Name))
        {
            // A column that a feature needs is not the target.
            IReadOnlyList<string> nearest = NearestNames.Find(model.Target.Name, [.. names.Except(model.RequiredColumns)], most: 1);
            throw new DataException(
                $"the data have no column '{model.Target.Name}', the target to compare predictions "
                    + $"with{(nearest.Count > 0 ? $"; it has '{nearest[0]}'" : "")}",
                source.Name,
                hint: nearest.Count > 0
                    ? $"rename '{nearest[0]}' to '{model.Target.Name}'"
                    : OptionText.Of($"to predict rows whose class is not known, use {Operation.Predict}"));
        }
    }
}
