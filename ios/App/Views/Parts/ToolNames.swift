import SharenumModels

/// The names of tools, one after another.
func names(of tools: [Tool], _ words: Words) -> String {
    tools.map { (tool: Tool) in words.name(tool.name) }.joined(separator: ", ")
}
